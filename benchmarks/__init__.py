"""Speed, as ratios in one run; never asserted as a time in a test."""
