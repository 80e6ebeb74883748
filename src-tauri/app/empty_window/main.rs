//! A window with an empty page and nothing else: the floor that `./dev bench` measures Sixpager's start against.
//! Must never do more than any Tauri program has to.

fn main() {
    let outcome = tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "main", tauri::WebviewUrl::default())
                .title("Empty")
                // As large as Sixpager's: what is larger takes longer to paint.
                .inner_size(1280.0, 860.0)
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
