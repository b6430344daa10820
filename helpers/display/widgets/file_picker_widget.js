export default { render: filePicker };
