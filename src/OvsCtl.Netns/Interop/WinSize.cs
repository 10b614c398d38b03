namespace OvsCtl.Netns.Interop;

/// <summary><c>struct winsize</c>, asm-generic/termios.h</summary>
internal struct WinSize
{
    public ushort ws_row;
    public ushort ws_col;
    public ushort ws_xpixel;
    public ushort ws_ypixel;
}
