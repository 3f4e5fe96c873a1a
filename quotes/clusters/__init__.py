"""The same words across articles: quotations, reposted articles, and where their attributions disagree."""
