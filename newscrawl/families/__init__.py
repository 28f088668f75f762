"""One family a file: papers that share a template share its facts."""
