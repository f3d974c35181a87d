import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { callChannel, stateChannel, type Bridge } from '../shared/bridge.ts';
import type { StateNews } from '../shared/state.ts';

const bridge: Bridge<File> = {
  call: (name, request) => ipcRenderer.invoke(callChannel, name, request),
  onState(listener) {
    const hear = (_event: IpcRendererEvent, news: StateNews): void => listener(news);
    ipcRenderer.on(stateChannel, hear);
    return () => void ipcRenderer.off(stateChannel, hear);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('bridge', bridge);
