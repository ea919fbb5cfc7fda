namespace Orleans.Embedded.Tests.Engine;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("orleans-embedded-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
