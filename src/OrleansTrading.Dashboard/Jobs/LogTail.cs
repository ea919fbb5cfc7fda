using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>The log of the run that is shown. Only the lines that are new are asked for; the same log is held for as long as nothing was written.</summary>
internal sealed class LogTail(string job, IJobsReader reader)
{
    private JobRunLog? _held;

    public async Task<JobRunLog?> ReadAsync(string runId)
    {
        var known = _held?.RunId == runId ? _held : null;
        var read = await reader.GetLogAsync(job, runId, known?.Next ?? 0);
        // A run that has gone on at another silo writes anew from the first line on.
        if (known is not null && read is not null && read.First < known.Next)
            (known, read) = (null, await reader.GetLogAsync(job, runId, 0));
        return _held = known is null || read is null ? read ?? known : Joined(known, read);
    }

    private static JobRunLog Joined(JobRunLog known, JobRunLog read)
    {
        if (read.Lines.IsEmpty)
            return known;
        if (read.First > known.Next)
            return read;
        var lines = known.Lines.AddRange(read.Lines);
        var dropped = Math.Max(0, lines.Length - JobRunLog.MostLines);
        return known with { First = known.First + dropped, Lines = lines.RemoveRange(0, dropped) };
    }
}
