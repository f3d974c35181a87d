import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { callChannel, stateChannel, type Bridge } from '../shared/bridge.ts';
import type { State } from '../shared/state.ts';

const bridge: Bridge = {
  call: (name, request) => ipcRenderer.invoke(callChannel, name, request),
  onState(listener) {
    const hear = (_event: IpcRendererEvent, state: State): void => listener(state);
    ipcRenderer.on(stateChannel, hear);
    return () => void ipcRenderer.off(stateChannel, hear);
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
