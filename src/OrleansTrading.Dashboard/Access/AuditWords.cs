namespace OrleansTrading.Dashboard.Access;

/// <summary>What the names of audited actions say in words: of what was wanted, since what came of it stands beside.</summary>
internal static class AuditWords
{
    public static string? Of(string action) => action switch
    {
        "account.halt" => /* text */ "Halt an account",
        "account.kill" => /* text */ "Kill an account",
        "account.kill-all" => /* text */ "Kill all accounts",
        "account.leverage" => /* text */ "Set the leverage",
        "account.limits" => /* text */ "Change limits",
        "account.off" => /* text */ "Turn trading off",
        "account.on" => /* text */ "Turn trading on",
        "account.position-mode" => /* text */ "Set the position mode",
        "account.protection" => /* text */ "Set the account's own stop",
        "account.reconcile" => /* text */ "Compare an account with its venue",
        "account.resume" => /* text */ "Resume trading",
        "alert.acknowledge" => /* text */ "Acknowledge an alert",
        "alert.silence" => /* text */ "Silence alerts",
        "alert.test" => /* text */ "Try an alert route",
        "alert.unsilence" => /* text */ "End a silence",
        "job.change" => /* text */ "Change a job",
        "job.pause" => /* text */ "Pause a job",
        "job.resume" => /* text */ "Resume a job",
        "job.run" => /* text */ "Start a job",
        "job.schedule" => /* text */ "Change a schedule",
        "order.cancel" => /* text */ "Cancel an order",
        "order.place" => /* text */ "Place an order",
        "position.close" => /* text */ "Close a position",
        "position.guards" => /* text */ "Set guards",
        "run.cancel" => /* text */ "Cancel a run",
        "scan.compare" => /* text */ "Compare a scan with REST",
        "session.begin" => /* text */ "Sign in",
        "session.end" => /* text */ "Sign out",
        "token.make" => /* text */ "Make a token",
        "token.withdraw" => /* text */ "Withdraw a token",
        _ => null,
    };
}
