WITH counted AS (
  SELECT technology, count(DISTINCT user_) AS states, string_agg(DISTINCT claim, ' ') AS claims
  FROM facts JOIN things ON thing = user_
  WHERE source = $edition AND accepted AND technology IS NOT NULL AND kind IN ('State', 'Territory')
  GROUP BY technology
)
SELECT technology, label, states, claims
FROM counted JOIN things ON thing = technology
ORDER BY states DESC, technology
