//! Stories told from outside: over HTTP and in a browser, each in a world of its own.

mod applications;
mod browser;
mod certificates;
mod denial;
mod deployment;
mod identity;
mod organizers;
