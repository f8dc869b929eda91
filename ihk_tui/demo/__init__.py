"""A simulated office: invented people do what staff do, event by event, through the office's own verbs."""
