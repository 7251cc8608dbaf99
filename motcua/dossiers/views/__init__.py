"""Pages of dossiers: for the applicant, for the desk, for the public."""
