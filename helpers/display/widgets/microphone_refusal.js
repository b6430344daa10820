// Why there is no microphone, and what to do: one sentence for each kind of refusal.

function refusal(error, place = location) {
  if (place.protocol === "vscode-webview:") {
    return local("VS Code gives notebooks no microphone: open this notebook in JupyterLab in a "
      + "browser, or choose a recording below.");
  }
  if (!window.isSecureContext) {
    return local("Browsers give the microphone only to https pages and to localhost, and this page "
      + "is {origin}: open the notebook at an https address, or choose a recording below.", place);
  }
  switch (error.name) {
    case "NotAllowedError":
      return /system/i.test(error.message)
        ? local("The computer does not let this browser use the microphone: allow it in the "
          + "system's privacy settings and press Record again, or choose a recording below.")
        : local("The browser may not use the microphone: click the sign beside the address, "
          + "allow the microphone and press Record again, or choose a recording below.");
    case "NotFoundError":
      return local("No microphone was found: connect one or switch it on and press Record again, "
        + "or choose a recording below.");
    case "NotReadableError":
    case "AbortError":
      return local("The microphone sends nothing, perhaps because another program uses it: close "
        + "that program and press Record again, or choose a recording below.");
    case "NotSupportedError":
      return local("This browser gives pages no microphone: open the notebook in a current Chrome, "
        + "Edge, Firefox or Safari, or choose a recording below.");
    default:
      return local("The microphone could not be started ({name}): reload the page and press Record "
        + "again, or choose a recording below.", { name: error.name });
  }
}
