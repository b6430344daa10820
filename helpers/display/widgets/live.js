// The live player of display/live_player.py: one playback, and a view of it wherever it is shown.

export default () => {
  let playback;
  return {
    initialize({ model }) {
      if (!model.get("card")) playback = new Playback(model);
      return () => playback?.close();
    },
    render({ model, el }) {
      const showCard = () => {
        const card = model.get("card");
        if (!card) return;
        playback?.close();
        el.innerHTML = `<div class="jp-RenderedHTMLCommon">${card}</div>`;
      };
      const leave = playback && liveView(playback, model.get("label"), el);
      model.on("change:card", showCard);
      showCard();
      return leave;
    },
  };
};
