"""What a picture that leaves its page says of its use."""

LICENSE = "Data under CC BY 4.0 by the surveillance-kg project, with the attribution that each source asks for."
