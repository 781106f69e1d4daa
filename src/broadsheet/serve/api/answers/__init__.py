"""What the API answers, as models: the description (OpenAPI) is made of them."""
