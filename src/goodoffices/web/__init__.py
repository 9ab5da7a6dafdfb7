"""The workbench: the ledger in a browser. It computes nothing: `contents` asks the other rooms, `pages` and `api` show the same."""
