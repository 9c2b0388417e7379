"""`python -m holdfast` is the `holdfast` command."""

from holdfast.doors.cli.main import main

if __name__ == "__main__":
    main()
