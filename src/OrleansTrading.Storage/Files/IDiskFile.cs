namespace OrleansTrading.Storage.Files;

/// <summary>A file that has been written and is not on the disk for certain.</summary>
internal interface IDiskFile
{
    string Path { get; }

    /// <summary>Makes what is written survive the machine. May be called while another operation goes on.</summary>
    /// <exception cref="IOException">The disk refused. The message names the file.</exception>
    void FlushToDisk();
}
