"""The artist of Toonroom, its encoder, and the tools that build, fit and judge both."""
