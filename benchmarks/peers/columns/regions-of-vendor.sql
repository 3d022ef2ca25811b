WITH supplied AS (
  SELECT region, count(DISTINCT recipient) AS states, string_agg(DISTINCT claim, ' ') AS claims
  FROM facts JOIN things ON thing = recipient
  WHERE source = $edition AND accepted AND supplier = $vendor AND region IS NOT NULL
  GROUP BY region
), listed AS (
  SELECT region, count(DISTINCT user_) AS listed
  FROM facts JOIN things ON thing = user_
  WHERE source = $edition AND technology = $everything AND region IS NOT NULL
  GROUP BY region
)
SELECT region, label, states, listed, claims
FROM supplied JOIN listed USING (region) JOIN (SELECT thing, label FROM things) ON thing = region
ORDER BY states DESC, region
