WITH found AS (
  SELECT supplier, recipient, modality, claim
  FROM facts JOIN things ON thing = supplier
  WHERE source = $edition AND accepted AND recipient IS NOT NULL AND kind = 'Vendor'
), counted AS (
  SELECT supplier, count(DISTINCT recipient) AS states,
    count(DISTINCT recipient) FILTER (modality <> 'recovered') AS published, string_agg(DISTINCT claim, ' ') AS claims
  FROM found
  GROUP BY supplier
)
SELECT supplier, label, states, published, claims
FROM counted JOIN things ON thing = supplier
WHERE states >= 1
ORDER BY states DESC, published DESC, label
