using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// A name lasts once the folder that it is in is on the disk: that of a file that was renamed, and that of a folder that was made. Windows
/// has no such call, and needs none.
/// </summary>
internal static class DurableFolder
{
    /// <summary>Makes a folder and those above it, so that they last.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="flush">Forces a folder to the disk.</param>
    public static void Make(string path, Action<string> flush)
    {
        if (Directory.Exists(path) || Path.GetDirectoryName(path) is not { } parent)
            return;
        Make(parent, flush);
        Directory.CreateDirectory(path);
        flush(parent);
    }

    /// <summary>Forces a folder to the disk; false when the disk refuses.</summary>
    public static bool TryFlush(string path)
    {
        if (OperatingSystem.IsWindows())
            return true;
        using var handle = Native.Open(path, 0);
        return !handle.IsInvalid && Native.Fsync(handle) == 0;
    }

    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Flush(string path)
    {
        if (!TryFlush(path))
            throw new IOException($"Could not force '{path}' to the disk: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Fsync(SafeFileHandle handle);
    }
}
