"""The full-screen program: a screen shows values of the office and asks for its verbs."""
