// The least that a window can be in this runtime: what is measured beside it is what the app adds.
const { app, BrowserWindow } = require('electron');

app.on('window-all-closed', () => app.quit());
app.once('ready', () => {
  const window = new BrowserWindow({
    width: 1080,
    height: 720,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile('index.html');
});
