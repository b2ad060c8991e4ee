"""Plan and run a school's move to «Сферум» from a terminal."""
