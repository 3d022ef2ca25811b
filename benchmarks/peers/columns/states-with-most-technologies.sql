WITH counted AS (
  SELECT user_, count(DISTINCT technology) AS kinds, string_agg(DISTINCT claim, ' ') AS claims
  FROM facts
  WHERE source = $edition AND accepted AND user_ IS NOT NULL AND technology <> $everything
  GROUP BY user_
)
SELECT user_, label, kinds, claims
FROM counted JOIN things ON thing = user_
ORDER BY kinds DESC, label
