"""A module's text."""
import os

if __name__ == "__main__":
    print(f"it's {os.name!r}")
