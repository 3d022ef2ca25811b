WITH supplies AS (
  SELECT recipient, supplier, claim
  FROM facts JOIN things ON thing = supplier
  WHERE source = $edition AND kind = 'Vendor'
), counted AS (
  SELECT one.supplier AS first, other.supplier AS second, count(DISTINCT recipient) AS states,
    concat(string_agg(DISTINCT one.claim, ' '), ' ', string_agg(DISTINCT other.claim, ' ')) AS claims
  FROM supplies AS one JOIN supplies AS other USING (recipient)
  WHERE one.supplier < other.supplier
  GROUP BY first, second
  HAVING states >= 3
)
SELECT first, a.label, second, b.label, states, claims
FROM counted JOIN things AS a ON a.thing = first JOIN things AS b ON b.thing = second
ORDER BY states DESC, first, second
