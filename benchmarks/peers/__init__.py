"""What every job is held against: peers in environments of their own, their servers, their wording of a question."""
