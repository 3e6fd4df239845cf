//! Random builders.
