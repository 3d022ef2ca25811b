WITH places AS (
  SELECT region, count(*) AS jurisdictions
  FROM things
  WHERE kind IN ('State', 'Territory') AND region IS NOT NULL
  GROUP BY region
), counted AS (
  SELECT region, count(DISTINCT user_) AS states, string_agg(DISTINCT claim, ' ') AS claims
  FROM facts JOIN things ON thing = user_
  WHERE source = $edition AND accepted AND technology = $technology AND region IS NOT NULL
  GROUP BY region
)
SELECT places.region, label, things.region, coalesce(states, 0) AS states, jurisdictions, claims
FROM places LEFT JOIN counted USING (region) JOIN things ON thing = places.region
WHERE things.region IS NOT NULL
ORDER BY 4 DESC, 1
