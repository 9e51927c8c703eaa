"""``python -m analysis``, and ``same-story``."""

import sys


def main() -> int:
    """Run the command line; who stops it while it is still being loaded sees no traceback either."""
    try:
        from analysis import cli

        return cli.main()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
