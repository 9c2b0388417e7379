"""`python -m holdfast` is the `holdfast` command."""

from holdfast.project.command_line import main

if __name__ == "__main__":
    main()
