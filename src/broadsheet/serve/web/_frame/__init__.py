"""What every screen stands in: language, page, guard, failures and the views that several screens share."""
