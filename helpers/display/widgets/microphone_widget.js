export default { render: microphone };
