"""Where a page's articles come from: one file a source, of the shape `recommend.view.Candidates`."""
