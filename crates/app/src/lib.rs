//! Use cases and queries: permission, one transaction, audit event.
