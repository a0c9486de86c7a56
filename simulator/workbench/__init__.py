"""What helps somebody to write a drill, see it, check it and try it. Nothing here is needed to play one."""
