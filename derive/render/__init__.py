"""Write-ups in each format: latex, markdown, plain text, html, json.  Document -> str."""
