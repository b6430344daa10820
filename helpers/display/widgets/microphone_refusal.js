// Why there is no microphone, and what to do: one sentence for each kind of refusal.

function refusal(error, place = location) {
  const instead = "or choose a recording below.", again = `and press Record again, ${instead}`;
  if (place.protocol === "vscode-webview:") {
    return "VS Code gives notebooks no microphone: "
      + `open this notebook in JupyterLab in a browser, ${instead}`;
  }
  if (!window.isSecureContext) {
    return "Browsers give the microphone only to https pages and to localhost, "
      + `and this page is ${place.origin}: open the notebook at an https address, ${instead}`;
  }
  switch (error.name) {
    case "NotAllowedError":
      return /system/i.test(error.message)
        ? "The computer does not let this browser use the microphone: "
          + `allow it in the system's privacy settings ${again}`
        : "The browser may not use the microphone: "
          + `click the sign beside the address, allow the microphone ${again}`;
    case "NotFoundError":
      return `No microphone was found: connect one or switch it on ${again}`;
    case "NotReadableError":
    case "AbortError":
      return "The microphone sends nothing, perhaps because another program uses it: "
        + `close that program ${again}`;
    case "NotSupportedError":
      return "This browser gives pages no microphone: "
        + `open the notebook in a current Chrome, Edge, Firefox or Safari, ${instead}`;
    default:
      return `The microphone could not be started (${error.name}): reload the page ${again}`;
  }
}
