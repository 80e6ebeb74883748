//! A window with an empty page and nothing else: the floor that `./dev bench` measures Sixpager's start against.
//! Must never do more than any Tauri program has to.

fn main() {
    let outcome = tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "main", tauri::WebviewUrl::default())
                .title("Empty")
                .inner_size(1200.0, 800.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!(
            "src-tauri/app/empty_window/tauri.conf.json"
        ));
    if let Err(error) = outcome {
        eprintln!("The empty window could not be opened: {error}");
        std::process::exit(1);
    }
}
