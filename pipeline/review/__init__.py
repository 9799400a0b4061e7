"""The review page: a local web application over a workspace's own catalogues, and reports of them."""
