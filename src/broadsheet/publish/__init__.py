"""From draft to public: review, labels, formats."""
