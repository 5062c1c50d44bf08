//! HTML pages, JSON API and static assets.
