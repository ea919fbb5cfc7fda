using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EmbeddedEngine.Files;

/// <summary>Replaces files so that after a crash either the old or the new content is there, whole.</summary>
internal static class DurableFile
{
    public const string TemporaryExtension = ".tmp";

    public static void Replace(string path, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var directory = Path.GetDirectoryName(path)!;
        MakeDirectory(directory);
        var temporary = path + TemporaryExtension;
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            stream.Write(head);
            stream.Write(body);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        FlushDirectory(directory);
    }

    public static void Delete(string path)
    {
        File.Delete(path);
        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    // A new directory lasts once the one that it is in is on disk.
    private static void MakeDirectory(string directory)
    {
        if (!Directory.Exists(directory) && Path.GetDirectoryName(directory) is { } parent)
        {
            MakeDirectory(parent);
            Directory.CreateDirectory(directory);
            FlushDirectory(parent);
        }
    }

    // A rename lasts once its directory is on disk. Windows has no such call, and needs none.
    private static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = Native.Open(directory, 0);
        if (!handle.IsInvalid)
        {
            _ = Native.Fsync(handle);
        }
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
