WITH codings AS (
  SELECT source AS coder, jurisdiction AS state, category AS regime, claim AS second
  FROM facts
  WHERE scheme = $regimes AND category IS NOT NULL
), counted AS (
  SELECT regime, count(DISTINCT state) AS states,
    concat(string_agg(DISTINCT claim, ' '), ' ', string_agg(DISTINCT second, ' ')) AS claims
  FROM facts JOIN codings ON state = user_
  WHERE source = $edition AND coder = $edition AND technology = $technology
  GROUP BY regime
), surveyed AS (
  SELECT regime, count(DISTINCT state) AS surveyed
  FROM codings JOIN parts ON part = coder
  WHERE whole = $edition
  GROUP BY regime
)
SELECT regime, label, states, surveyed, claims
FROM counted LEFT JOIN surveyed USING (regime) JOIN things ON thing = regime
ORDER BY states DESC, regime
