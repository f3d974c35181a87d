import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { takeUpMemo } from './memo.ts';
import { mirrorState } from './state.ts';
import { loadRest } from './use-rest.ts';
import { onWish } from './wish.ts';

// Asked for first and so answered first: State then shows the place at once.
void takeUpMemo();
void mirrorState();
// Nobody waits for a dialog.
onWish(() => void loadRest());

const place = document.querySelector('#root');
if (!place) throw new Error('The page has no place for the app.');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
