WITH supplied AS (
  SELECT recipient AS state, claim FROM facts WHERE source = $edition AND supplier = $chinese
), joined AS (
  SELECT member AS state, claim FROM facts WHERE source = $edition AND initiative = $initiative
), either AS (
  SELECT claim FROM supplied UNION SELECT claim FROM joined
)
SELECT (SELECT count(DISTINCT state) FROM supplied), (SELECT count(DISTINCT state) FROM joined),
  (SELECT count(DISTINCT state) FROM supplied SEMI JOIN joined USING (state)),
  (SELECT string_agg(DISTINCT claim, ' ') FROM either)
