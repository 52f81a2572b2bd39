// Loaded before the doctor: it takes this system for a Mac, where it chooses programs of the desktop.
Object.defineProperty(process, 'platform', { value: 'darwin' });
