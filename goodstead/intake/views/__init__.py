"""The pages of reports: the public's and the staff's."""
