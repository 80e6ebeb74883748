//! Tests over the whole: what the program is allowed to do, which layer may name what, and the core
//! behind its wire. Nothing here needs a webview.

mod again;
mod bridge;
mod cli;
mod cli_history;
mod cli_rules;
mod cli_waivers;
mod configuration;
mod hostile;
mod killed;
mod labels;
mod layers;
mod plants;
mod requests;
mod saving;
mod shells;
mod suite;
mod tangled;
mod tree;
mod verdicts;
mod wire;
mod workspace;
