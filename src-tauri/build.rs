//! Makes a permission of every command, so that a window may call only what its capability names.

mod names {
    include!("wire/src/names.rs");
}

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/wire/src/names.rs");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let mut commands = names::COMMANDS.to_vec();
    commands.extend_from_slice(names::WINDOW_COMMANDS);
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(manifest);
    tauri_build::try_build(attributes).expect("the window's configuration must be whole");
}
